/** Disputed and fraudulent charges: the cases that the bank opens for them and their clocks. */
@NullMarked
package org.voiceteller.core.dispute;

import org.jspecify.annotations.NullMarked;
