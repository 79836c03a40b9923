/**
 * Everything on one machine, without accounts and without a cloud: {@code ./teller} starts the
 * stores and the model's stand-in as child processes beside the application, and stops them after
 * it. A child never outlives its parent: it holds the other end of a pipe and ends with it.
 */
@NullMarked
package org.voiceteller.http.laptop;

import org.jspecify.annotations.NullMarked;
