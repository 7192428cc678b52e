/**
 * What the page does where scripts may run. It opens what a link points into, also in browsers that do not by themselves, and
 * everything for printing. Nothing needs it.
 */
export const SCRIPT = `"use strict";
(() => {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target && target.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target) target.scrollIntoView();
  };
  const closed = [];
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.open = true;
      closed.push(each);
    }
  });
  addEventListener("afterprint", () => {
    for (const each of closed.splice(0)) each.open = false;
  });
  if (location.hash !== "") reveal();
})();
`;
