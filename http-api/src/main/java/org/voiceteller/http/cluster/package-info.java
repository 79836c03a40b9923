/** What makes several nodes one bank: how they find and trust each other, and who does what. */
@NullMarked
package org.voiceteller.http.cluster;

import org.jspecify.annotations.NullMarked;
