/** Floor 8: the pages on all keys of an account, their ends, and its recovery key. */
package org.sealpost.web.admin.keys;
