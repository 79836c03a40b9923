/** Money that goes from one account to another, or to another bank. */
@NullMarked
package org.voiceteller.core.transfer;

import org.jspecify.annotations.NullMarked;
