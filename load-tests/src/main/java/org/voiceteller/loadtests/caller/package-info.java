/** Who calls the bank: by its voice WebSocket, as the sample customers, with their telephones. */
@NullMarked
package org.voiceteller.loadtests.caller;

import org.jspecify.annotations.NullMarked;
