/**
 * Where everybody is. Sites and the server are joined by links to a tree, so that from each site
 * there is one way to the server: {@link io.mtlab.scenario.model.topology.SiteTree}. In: names and
 * the numbers of links. Out: routes, or the way that a link would double. Knows nobody.
 */
@NullMarked
package io.mtlab.scenario.model.topology;

import org.jspecify.annotations.NullMarked;
