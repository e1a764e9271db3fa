/** Floor 8: the pages on the domains that mail goes to, how safe the way there is, and what binds mail on it. */
package org.sealpost.web.admin.destinations;
