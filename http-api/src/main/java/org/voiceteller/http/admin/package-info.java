/**
 * The admin API, and what stands around each of its routes: who may ({@link
 * org.voiceteller.http.admin.Guard}), how often, why personal data is looked at and the audit entry
 * that says so before it is shown, and that a change which is sent twice is done once.
 */
@NullMarked
package org.voiceteller.http.admin;

import org.jspecify.annotations.NullMarked;
