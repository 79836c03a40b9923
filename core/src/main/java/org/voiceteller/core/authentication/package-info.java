/** How sure the bank is of who speaks: levels 0 to 3 and what each opens. */
@NullMarked
package org.voiceteller.core.authentication;

import org.jspecify.annotations.NullMarked;
