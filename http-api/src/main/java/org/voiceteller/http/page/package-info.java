/**
 * The pages a browser sees: plain ES modules, served as they are from the class path.
 *
 * <p>Nothing is bundled. Our own files live under {@code web/} and are served below {@code
 * /assets/<version>/}, where the version is a hash of all of them; libraries come from jars and are
 * served below {@code /webjars/<library>/<version>/}. Both may be cached for a year, because a
 * changed file has a changed address. Only the page itself is asked for again each time. An import
 * map, inline in the page, tells the browser where each library lies, and its hash is the only
 * inline script the content security policy lets through.
 */
@NullMarked
package org.voiceteller.http.page;

import org.jspecify.annotations.NullMarked;
