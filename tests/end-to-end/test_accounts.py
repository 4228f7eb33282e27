# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Accounts over time and distance: tokens that expire while letters are sent, and proxies."""

import harness
from certificates import get_certificates
from proxies import Proxy
from smtp_script import Rule, Server

USER = "taro"
OLD, NEW = "ya29.old-token-7301", "ya29.new-token-9216"
LETTERS = 6

# What the certificate "wrong_host" is for; nothing on this machine knows where that is.
ELSEWHERE = "mail.example.com"


class Account(harness.Test):
    def start_sending(self, server, *options, count=LETTERS, url=None):
        """Starts the command with the certificates of the tests."""
        return self.start(
            "send", "--letter", self.write_draft(), "--recipients", self.write_people(count),
            "--smtp", url or server.url, "--ca-file", get_certificates().ca, *options, "--yes",
        )

    def check_all_sent(self, server, count=LETTERS):
        self.assertEqual(self.get_states(), ["sent"] * count)
        self.assert_once_each(server, count)
        self.assertEqual(server.problems, [])


class Tokens(Account):
    def setUp(self):
        super().setUp()
        self.token = self.write_token(OLD)

    def write_token(self, token):
        return self.write("token", token + "\n")

    def make_server(self, *rules, mechanism="XOAUTH2"):
        server = Server(
            tls="starttls", certificate=get_certificates().good, password=(USER, OLD),
            mechanisms=[mechanism], rules=list(rules),
        )
        self.addCleanup(server.close)
        return server

    def make_login(self, mechanism="xoauth2"):
        return ("--user", USER, "--auth", mechanism, "--password-file", self.token)

    def renew(self, server):
        """The old token is no longer right, and a new one stands in the file."""
        server.setup.password = (USER, NEW)
        self.write_token(NEW)

    def test_each_connection_takes_the_token_that_there_is_then(self):
        server = self.make_server(
            Rule(at="mail", nth=4, reply=["421 4.7.0 Token expired"], then="hold")
        )
        process = self.start_sending(server, *self.make_login())
        server.wait(lambda: server.holding == 1, "the fourth letter")
        self.renew(server)
        server.release()
        self.check_exit(process, 0)
        self.check_all_sent(server)
        self.assertEqual([connection.user for connection in server.connections], [USER, USER])

    def check_renewed_after(self, mechanism, refusal):
        """A connection is lost, its token refused, and only then there is a new one."""
        server = self.make_server(
            Rule(at="mail", nth=4, reply=["421 4.7.0 Token expired"], then="drop"),
            Rule(at="auth", nth=2, reply=[refusal], then="hold"),
            mechanism=mechanism,
        )
        process = self.start_sending(server, *self.make_login(mechanism.lower()))
        server.wait(lambda: server.holding == 1, "the second sign-in")
        self.renew(server)
        server.release()
        self.check_exit(process, 0)
        self.check_all_sent(server)
        self.assertEqual([connection.user for connection in server.connections], [USER, "", USER])

    def test_a_token_that_is_refused_is_asked_for_again(self):
        self.check_renewed_after("OAUTHBEARER", "535 5.7.8 Token expired")

    def test_a_token_that_is_refused_with_454_is_asked_for_again(self):
        self.check_renewed_after("XOAUTH2", "454 4.7.0 Token expired")

    def test_a_token_that_is_refused_with_a_challenge_is_asked_for_again(self):
        server = self.make_server(
            Rule(at="mail", nth=4, reply=["421 4.7.0 Token expired"], then="drop"),
            Rule(at="ehlo", nth=4, reply=["250-localhost", "250 AUTH XOAUTH2"], then="hold"),
        )
        process = self.start_sending(server, *self.make_login())
        # The token has been read when EHLO is said, so the old one is given and refused.
        server.wait(lambda: server.holding == 1, "the second sign-in")
        self.renew(server)
        server.release()
        self.check_exit(process, 0)
        self.check_all_sent(server)
        self.assertEqual([connection.user for connection in server.connections], [USER, "", USER])

    def test_many_connections_that_lose_their_token_together_go_on_with_the_new_one(self):
        server = self.make_server(
            *(
                Rule(at="mail", nth=20 + n, reply=["421 4.7.0 Token expired"], then="drop")
                for n in range(4)
            ),
            Rule(at="auth", nth=5, reply=["535 5.7.8 Token expired"], then="hold"),
            mechanism="OAUTHBEARER",
        )
        login = self.make_login("oauthbearer")
        process = self.start_sending(server, *login, "--connections", 4, count=40)
        server.wait(lambda: server.holding == 1, "a sign-in anew")
        self.renew(server)
        server.release()
        self.check_exit(process, 0)
        self.check_all_sent(server, 40)

    def test_many_connections_that_are_lost_together_try_a_wrong_token_once(self):
        server = self.make_server(
            Rule(at="mail", since=20, reply=["421 4.7.0 Token expired"], then="hold")
        )
        process = self.start_sending(server, *self.make_login(), "--connections", 4, count=40)
        server.wait(lambda: server.holding == 4, "all connections")
        self.write_token(NEW)
        server.setup.password = (USER, "ya29.something-else")
        server.release()
        self.check_exit(process, 3)
        tried = [connection.login for connection in server.connections]
        self.assertEqual(tried, [(USER, OLD)] * 4 + [(USER, NEW)])
        server.heal(
            tls="starttls", certificate=get_certificates().good, password=(USER, NEW),
            mechanisms=["XOAUTH2"],
        )
        self.run_atena("resume", 1)
        self.check_all_sent(server, 40)

    def test_a_token_that_nobody_renews_pauses_and_resume_takes_another(self):
        server = self.make_server(
            Rule(at="mail", nth=4, reply=["421 4.7.0 Token expired"], then="drop"),
            Rule(at="auth", nth=2, reply=["535 5.7.8 This token has expired"]),
            mechanism="OAUTHBEARER",
        )
        process = self.start_sending(server, *self.make_login("oauthbearer"))
        self.check_exit(process, 3)
        self.assertIn("This token has expired", process.stderr)
        self.assertEqual(self.get_states(), ["sent"] * 3 + ["pending"] * 3)
        # The same token is not given twice.
        self.assertEqual(len(server.connections), 2)
        self.renew(server)
        self.run_atena("resume", 1)
        self.check_all_sent(server)

    def test_a_token_file_that_is_gone_pauses_with_its_name(self):
        server = self.make_server(
            Rule(at="mail", nth=4, reply=["421 4.7.0 Token expired"], then="hold")
        )
        process = self.start_sending(server, *self.make_login())
        server.wait(lambda: server.holding == 1, "the fourth letter")
        self.token.unlink()
        server.release()
        self.check_exit(process, 3)
        self.assertIn(str(self.token), process.stderr)
        self.assertEqual(self.get_states(), ["sent"] * 3 + ["pending"] * 3)
        self.renew(server)
        self.run_atena("resume", 1)
        self.check_all_sent(server)

    def test_the_token_is_kept_and_shown_nowhere(self):
        server = self.make_server()
        process = self.start_sending(server, *self.make_login())
        self.check_exit(process, 0)
        self.assertNotIn(OLD, process.stdout + process.stderr)
        self.assertEqual(self.find_in_files(OLD.encode(), self.token), [])
        self.check_all_sent(server)

    def test_a_token_of_some_thousand_octets_is_given_whole(self):
        token = "ey" + "J0eXAiOiJKV1Qi" * 300
        server = self.make_server()
        server.setup.password = (USER, token)
        self.write_token(token)
        process = self.start_sending(server, *self.make_login())
        self.check_exit(process, 0)
        self.check_all_sent(server)


class Proxies(Account):
    def make_server(self):
        server = Server(
            tls="starttls", certificate=get_certificates().wrong_host, password=(USER, OLD)
        )
        self.addCleanup(server.close)
        return server

    def check_sent_through(self, scheme):
        server = self.make_server()
        with Proxy(scheme, server.port) as proxy:
            process = self.start_sending(
                server, "--proxy", proxy.url, "--rate", "1000/min", "--connections", 2,
                "--user", USER, "--password-file", self.write_password(OLD),
                url=f"smtp://{ELSEWHERE}:2587",
            )
            self.check_exit(process, 0)
        self.check_all_sent(server)
        self.assertEqual(set(proxy.wanted), {(ELSEWHERE, 2587)})
        for connection in server.connections:
            self.assertIn("STARTTLS", connection.commands)

    def test_a_socks_proxy_knows_the_name_of_the_server(self):
        self.check_sent_through("socks5h")

    def test_an_http_proxy_is_asked_to_connect(self):
        self.check_sent_through("http")

    def test_the_environment_takes_nobody_past_the_proxy(self):
        self.env |= {"no_proxy": "*", "NO_PROXY": "*"}
        self.check_sent_through("socks5h")

    def check_paused(self, scheme):
        server = self.make_server()
        with Proxy(scheme, server.port, refuses=True) as proxy:
            process = self.start_sending(
                server, "--proxy", proxy.url, url=f"smtp://{ELSEWHERE}:2587"
            )
            self.check_exit(process, 3)
        self.assertEqual(len(proxy.wanted), 1)
        self.assertEqual(server.connections, [])
        self.assertEqual(self.get_states(), ["pending"] * LETTERS)
        return process

    def test_a_socks_proxy_that_refuses_pauses(self):
        self.assertIn("through the proxy", self.check_paused("socks5h").stderr)

    def test_an_http_proxy_that_refuses_pauses(self):
        self.assertIn("403", self.check_paused("http").stderr)

    def test_a_proxy_that_is_gone_pauses_and_nothing_goes_without_it(self):
        server = self.make_server()
        with Proxy("socks5h", server.port) as proxy:
            pass
        process = self.start_sending(server, "--proxy", proxy.url, url=f"smtp://{ELSEWHERE}:2587")
        self.check_exit(process, 3)
        self.assertEqual(server.connections, [])
        self.assertEqual(self.get_states(), ["pending"] * LETTERS)

    def test_a_server_on_this_computer_is_reached_without_the_proxy(self):
        with Server() as server, Proxy("socks5h", server.port, refuses=True) as proxy:
            process = self.start_sending(server, "--proxy", proxy.url)
            self.check_exit(process, 0)
            self.check_all_sent(server)
        self.assertEqual(proxy.wanted, [])

    def test_no_proxy_comes_from_the_environment(self):
        with Server() as server, Proxy("socks5h", server.port) as proxy:
            self.env |= {"all_proxy": proxy.url, "ALL_PROXY": proxy.url, "smtp_proxy": proxy.url}
            process = self.start_sending(server, url="smtp://mail.invalid:2587")
            self.check_exit(process, 3)
        self.assertEqual(proxy.wanted, [])


if __name__ == "__main__":
    harness.main()
