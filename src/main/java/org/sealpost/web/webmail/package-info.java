/** Floor 8: the pages where staff read, file and follow their mail. */
package org.sealpost.web.webmail;
