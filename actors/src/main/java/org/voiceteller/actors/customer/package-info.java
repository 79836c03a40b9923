/** Customers and the telephone numbers that lead to them, as sharded actors. */
@NullMarked
package org.voiceteller.actors.customer;

import org.jspecify.annotations.NullMarked;
