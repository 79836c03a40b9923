/**
 * The sound of a telephone: what a line carries turned into what the agent hears (PCM s16, mono, 16
 * kHz) and back. A payload is decoded ({@link SpeechCodec} names the four that we speak), a lost
 * one is filled in, the band is brought to the agent's rate, the level to where it is understood
 * best, and a keypad's tones are found and, while a secret is keyed, taken out before anybody hears
 * them. Pure computation on arrays: no clock, no socket, no thread, nothing thread-safe.
 */
@NullMarked
package org.voiceteller.streams.sound;

import org.jspecify.annotations.NullMarked;
