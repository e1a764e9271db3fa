/** Floor 8: the page of an account's settings. */
package org.sealpost.web.admin.settings;
