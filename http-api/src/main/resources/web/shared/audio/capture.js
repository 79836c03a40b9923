// @ts-check

/** Why there is no microphone; the names are keys of the pages' words. */
/** @typedef {'microphoneRefused' | 'noMicrophone' | 'microphoneBusy' | 'unsupported'} CaptureFault */

/** The microphone could not be had. */
export class CaptureError extends Error {
  /** @param {CaptureFault} fault @param {unknown} cause */
  constructor(fault, cause) {
    super(fault, { cause });
    this.fault = fault;
  }
}

/** @returns {boolean} whether this browser can carry speech here at all */
export const canCapture = () =>
  window.isSecureContext &&
  typeof AudioWorkletNode === 'function' &&
  typeof navigator.mediaDevices?.getUserMedia === 'function';

/** @param {unknown} error @returns {CaptureFault} */
const faultOf = (error) => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return 'microphoneRefused';
  }
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'noMicrophone' : 'microphoneBusy';
};

/** @returns {Promise<MediaStream>} */
const microphone = async () => {
  if (!canCapture()) {
    throw new CaptureError('unsupported', null);
  }
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    throw new CaptureError(faultOf(error), error);
  }
};

/**
 * A context at the wire's rate where the browser connects it to the microphone (Chromium, Safari),
 * at its own rate where it does not (Firefox); the worklet resamples then.
 *
 * @param {MediaStream} stream @param {number} rateHz
 */
const open = (stream, rateHz) => {
  const exact = new AudioContext({ sampleRate: rateHz });
  try {
    return { context: exact, source: exact.createMediaStreamSource(stream) };
  } catch {
    exact.close();
    const own = new AudioContext();
    return { context: own, source: own.createMediaStreamSource(stream) };
  }
};

/** The microphone as frames of 20 ms, PCM s16le, mono. */
export class Capture {
  /**
   * @param {(pcm: ArrayBuffer) => void} onFrame
   * @param {() => void} onLost when the microphone is unplugged or taken away
   * @param {number} rateHz of the frames, a multiple of 50
   * @returns {Promise<Capture>}
   * @throws {CaptureError} in plain kinds, as the caller must be told
   */
  static async start(onFrame, onLost, rateHz) {
    const stream = await microphone();
    const { context, source } = open(stream, rateHz);
    try {
      await context.audioWorklet.addModule(new URL('capture-worklet.js', import.meta.url));
    } catch (error) {
      stream.getTracks().forEach((track) => track.stop());
      context.close();
      throw new CaptureError('unsupported', error);
    }
    return new Capture(stream, context, source, rateHz, onFrame, onLost);
  }

  /**
   * @param {MediaStream} stream @param {AudioContext} context @param {AudioNode} source @param {number} rateHz
   * @param {(pcm: ArrayBuffer) => void} onFrame @param {() => void} onLost
   */
  constructor(stream, context, source, rateHz, onFrame, onLost) {
    this.stream = stream;
    this.context = context;
    this.level = 0;
    this.muted = false;
    const worklet = new AudioWorkletNode(context, 'capture', {
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { rateHz },
    });
    worklet.port.onmessage = ({ data }) => {
      this.level = this.muted ? 0 : data.level;
      onFrame(this.muted ? new ArrayBuffer(data.pcm.byteLength) : data.pcm);
    };
    source.connect(worklet);
    // The worklet gives out silence; it is connected only so that every browser runs it.
    worklet.connect(context.destination);
    stream.getAudioTracks().forEach((track) => track.addEventListener('ended', onLost));
  }

  /** Tries to run after a browser held it back until the page was touched. */
  resume() {
    return this.context.state === 'suspended' ? this.context.resume() : Promise.resolve();
  }

  stop() {
    this.level = 0;
    this.stream.getTracks().forEach((track) => track.stop());
    if (this.context.state !== 'closed') {
      this.context.close();
    }
  }
}
