/** Floor 8: the pages on the account's own domains and the DNS records they need. */
package org.sealpost.web.admin.domains;
