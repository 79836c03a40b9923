/**
 * The law's words and clocks: which disclosure a jurisdiction requires and what counts as consent;
 * business days, and the days within which an error is told, credited, decided and reported. Every
 * number names the paragraph that it comes from; the days of a case are computed once, at intake.
 */
@NullMarked
package org.voiceteller.core.compliance;

import org.jspecify.annotations.NullMarked;
