/**
 * The law's words and clocks: which disclosure a jurisdiction requires and what counts as consent.
 */
@NullMarked
package org.voiceteller.core.compliance;

import org.jspecify.annotations.NullMarked;
