/** Points of one variant, in the order they came. */
export interface Points {
  iterations: Int32Array;
  /** Milliseconds by the client's clock. */
  times: Float64Array;
  numbers: Float64Array;
}

/** Points while they are gathered. */
export interface PointList {
  iterations: number[];
  times: number[];
  numbers: number[];
}

/** The points as stored: numbers side by side, little-endian as every machine we run on has them. */
export function packPoints({ iterations, times, numbers }: PointList | Points) {
  return {
    iterations: bytesOf(Int32Array.from(iterations)),
    times: bytesOf(Float64Array.from(times)),
    numbers: bytesOf(Float64Array.from(numbers)),
  };
}

const bytesOf = ({ buffer }: Int32Array | Float64Array) => Buffer.from(buffer as ArrayBuffer);

/** 4-byte whole numbers out of stored bytes. */
export function readIntegers(bytes: Buffer): Int32Array {
  return new Int32Array(aligned(bytes), 0, bytes.length / 4);
}

/** 8-byte numbers out of stored bytes. */
export function readNumbers(bytes: Buffer): Float64Array {
  return new Float64Array(aligned(bytes), 0, bytes.length / 8);
}

/** A buffer's place in its memory is arbitrary; typed arrays want multiples of their size. */
function aligned(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
