/**
 * Ears and mouth: recognition with a grammar per dialogue state, end-pointing and sentence-wise
 * synthesis, all offline and in the JVM.
 *
 * <p>{@link org.voiceteller.localsonic.speech.SpeechEngines} loads what there is. Licences:
 * Sphinx4, its models and FreeTTS are BSD style. MaryTTS and its voice's code are LGPL-3: they are
 * used as they come, as separate jars on the class path of this stand-in's own process, and can be
 * replaced or left out there; nothing of the bank's service depends on them.
 */
@NullMarked
package org.voiceteller.localsonic.speech;

import org.jspecify.annotations.NullMarked;
