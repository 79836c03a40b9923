// @ts-check

/** @param {DataView} pcm s16le, mono @returns {Float32Array<ArrayBuffer>} each from -1 to 1 */
export const samplesOf = (pcm) => {
  const samples = new Float32Array(Math.floor(pcm.byteLength / 2));
  for (let i = 0; i < samples.length; i++) {
    samples[i] = pcm.getInt16(i * 2, true) / 32768;
  }
  return samples;
};

/** @param {AnalyserNode} analyser @returns {number} root mean square of what passes it now, 0 to 1 */
export const levelAt = (analyser) => {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, it) => sum + it * it, 0) / samples.length);
};
