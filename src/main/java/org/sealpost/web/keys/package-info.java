/** Floor 8: the pages of webmail about keys: one's own, and those of contacts. */
package org.sealpost.web.keys;
