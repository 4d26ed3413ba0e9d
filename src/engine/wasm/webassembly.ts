/**
 * The part of WebAssembly's JavaScript interface that is used here: the language's own library leaves it to the
 * DOM's, which this folder must do without.
 */
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is one
  namespace WebAssembly {
    /** A compiled module. */
    interface Module {
      readonly [Symbol.toStringTag]?: string;
    }
    interface Instance {
      readonly exports: Record<string, unknown>;
    }
    interface Memory {
      readonly buffer: ArrayBuffer;
    }
    interface MemoryDescriptor {
      initial: number;
      maximum?: number;
      shared?: boolean;
    }
    type Source = ArrayBuffer | ArrayBufferView;
    const Module: new (bytes: Source) => Module;
    const Instance: new (module: Module, imports: Record<string, Record<string, unknown>>) => Instance;
    const Memory: new (descriptor: MemoryDescriptor) => Memory;
    function validate(bytes: Source): boolean;
    function compile(bytes: Source): Promise<Module>;
  }
}

export {};
