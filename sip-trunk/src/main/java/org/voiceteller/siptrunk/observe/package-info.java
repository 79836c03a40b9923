/** What can be seen of the adapter from outside: health and figures, over HTTP. */
@NullMarked
package org.voiceteller.siptrunk.observe;

import org.jspecify.annotations.NullMarked;
