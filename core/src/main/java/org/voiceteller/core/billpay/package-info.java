/** Bills that the bank pays for its customers, once or again and again. */
@NullMarked
package org.voiceteller.core.billpay;

import org.jspecify.annotations.NullMarked;
