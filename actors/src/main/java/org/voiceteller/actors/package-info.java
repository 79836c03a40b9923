/** Who decides: one persistent actor per call, customer, telephone number and account. */
@NullMarked
package org.voiceteller.actors;

import org.jspecify.annotations.NullMarked;
