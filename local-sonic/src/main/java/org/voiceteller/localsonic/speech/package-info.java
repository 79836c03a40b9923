/**
 * Ears and mouth: recognition with a grammar per dialogue state, end-pointing and sentence-wise
 * synthesis, all offline and in the JVM.
 */
@NullMarked
package org.voiceteller.localsonic.speech;

import org.jspecify.annotations.NullMarked;
