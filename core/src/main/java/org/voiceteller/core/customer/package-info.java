/**
 * Who the bank's customers are and which telephone number leads to whom. A number is a claim, never
 * a proof: it opens level 1 and nothing more.
 */
@NullMarked
package org.voiceteller.core.customer;

import org.jspecify.annotations.NullMarked;
