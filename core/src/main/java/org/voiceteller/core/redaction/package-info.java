/**
 * What is taken out of words before they are kept: codes, PINs, card numbers, social security
 * numbers and security answers, however they were said. The model hears them, since it is what
 * listens; no transcript, journal, table or log does.
 */
@NullMarked
package org.voiceteller.core.redaction;

import org.jspecify.annotations.NullMarked;
