/** Floor 8: the pages where recipients outside read and answer; plain Faces, no scripts needed. */
package org.sealpost.web.pickup;
