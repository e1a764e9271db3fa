/** Floor 8: the pages where administrators found an account, say who is in it, and rule on senders and forwards. */
package org.sealpost.web.admin;
