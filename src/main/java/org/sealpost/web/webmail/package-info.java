/** Floor 8: the pages where staff read and write. */
package org.sealpost.web.webmail;
