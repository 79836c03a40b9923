/**
 * Bills that are paid by a clock: an entity for each customer holds what is set up, wakes up when a
 * payment is due, also after a restart, and pays each one under an id of its own.
 */
@NullMarked
package org.voiceteller.actors.billpay;

import org.jspecify.annotations.NullMarked;
