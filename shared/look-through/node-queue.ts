/** Nodes that wait, each once. The smallest comes first. */
export interface NodeQueue {
  add(node: number): void;
  /** Takes out the smallest; -1 when none waits. */
  next(): number;
}

/** Creates an empty queue for so many nodes: a binary heap. */
export function createNodeQueue(nodes: number): NodeQueue {
  const heap: number[] = [];
  const waits = new Uint8Array(nodes);
  return {
    add(node) {
      if (waits[node] === 1) return;
      waits[node] = 1;
      heap.push(node);
      raise(heap.length - 1);
    },
    next() {
      const smallest = heap[0];
      if (smallest === undefined) return -1;
      waits[smallest] = 0;
      const last = heap.pop() ?? 0;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return smallest;
    },
  };

  function raise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] ?? 0) <= (heap[at] ?? 0)) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && (heap[right] ?? 0) < (heap[left] ?? 0) ? right : left;
      if ((heap[at] ?? 0) <= (heap[child] ?? 0)) return;
      swap(at, child);
      at = child;
    }
  }

  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [heap[b] ?? 0, heap[a] ?? 0];
  }
}
