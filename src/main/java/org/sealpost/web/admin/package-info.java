/** Floor 8: the pages where administrators decide what is safe enough. */
package org.sealpost.web.admin;
