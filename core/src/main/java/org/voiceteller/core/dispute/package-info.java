/**
 * Disputed and fraudulent charges: the cases that the bank opens for them and their clocks. A case
 * is opened with all its days computed, credited by the clock when a decision is late, decided,
 * settled and closed; each notice that the customer must get is an event of its own.
 */
@NullMarked
package org.voiceteller.core.dispute;

import org.jspecify.annotations.NullMarked;
