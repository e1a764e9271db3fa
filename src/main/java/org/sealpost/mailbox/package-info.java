/** Floor 2: the mail that our own users keep: folders, stored messages, drafts. */
package org.sealpost.mailbox;
