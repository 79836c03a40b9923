/**
 * The figures of the console's pages: what each counts in a sentence, where the entries behind it
 * are, and the charts. {@link org.voiceteller.http.figures.Reports} reckons one page's; counting is
 * the projections' work.
 */
@NullMarked
package org.voiceteller.http.figures;

import org.jspecify.annotations.NullMarked;
