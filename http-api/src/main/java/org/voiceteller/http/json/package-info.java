/**
 * JSON at the doors: bodies read strictly and within bounds, answers written from records. A body
 * that is too large, too slow or not what the API describes becomes a {@link
 * org.voiceteller.http.problem.Problem} that never repeats what was sent.
 */
@NullMarked
package org.voiceteller.http.json;

import org.jspecify.annotations.NullMarked;
