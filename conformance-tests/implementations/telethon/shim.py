"""Telethon as an implementation under test: environment in, lines of JSON out.

The contract stands in conformance-tests/README.md.
"""

import asyncio
import json
import os
import sys
import time

CASE = os.environ.get("MTLAB_CASE", "")
if CASE != "interop":
    sys.exit(127)

from telethon import TelegramClient, events, functions, types  # noqa: E402
from telethon.crypto import rsa  # noqa: E402
from telethon.network import connection as kinds  # noqa: E402
from telethon.network.connection.tcpmtproxy import (  # noqa: E402
    ConnectionTcpMTProxyIntermediate,
    ConnectionTcpMTProxyRandomizedIntermediate,
)
from telethon.sessions import MemorySession  # noqa: E402

CONNECTIONS = {
    "abridged": kinds.ConnectionTcpAbridged,
    "intermediate": kinds.ConnectionTcpIntermediate,
    "full": kinds.ConnectionTcpFull,
    "obfuscated-abridged": kinds.ConnectionTcpObfuscated,
    "mtproxy": ConnectionTcpMTProxyIntermediate,
    "mtproxy-dd": ConnectionTcpMTProxyRandomizedIntermediate,
    "http": kinds.ConnectionHttp,
}
TRANSPORT = os.environ["MTLAB_TRANSPORT"]
if TRANSPORT not in CONNECTIONS:
    sys.exit(127)

HOST = os.environ["MTLAB_HOST"]
PORT = int(os.environ["MTLAB_PORT"])
DC = int(os.environ["MTLAB_DC"])
SECRET = os.environ.get("MTLAB_SECRET", "")
PHONE = os.environ["MTLAB_PHONE"]
CODE = os.environ["MTLAB_CODE"]
BOT_TOKEN = os.environ["MTLAB_BOT_TOKEN"]
API_ID, API_HASH = 1, "0123456789abcdef0123456789abcdef"
WRONG_SALT = 0x0123456789ABCDEF
MANY = 150

with open(os.environ["MTLAB_RSA_KEY"], encoding="ascii") as pem:
    rsa.add_key(pem.read(), old=False)


def new_session():
    session = MemorySession()
    session.set_dc(DC, HOST, PORT)
    return session


def new_client(session):
    proxy = (HOST, PORT, SECRET) if TRANSPORT.startswith("mtproxy") else None
    return TelegramClient(
        session,
        API_ID,
        API_HASH,
        connection=CONNECTIONS[TRANSPORT],
        proxy=proxy,
        connection_retries=0,
        retry_delay=0,
        auto_reconnect=False,
        request_retries=1,
        timeout=30,
    )


def say(step, outcome, **more):
    print(json.dumps({"step": step, "outcome": outcome, **more}), flush=True)


class Failed(Exception):
    pass


async def take(step, work):
    began = time.monotonic()
    try:
        result = await asyncio.wait_for(work, 45)
    except Exception as e:
        say(step, "failed", reason=f"{type(e).__name__}: {e}")
        raise Failed(step) from e
    say(step, "passed", ms=round((time.monotonic() - began) * 1000))
    return result


def require(condition, text):
    if not condition:
        raise AssertionError(text)


async def sign_in_by_phone(client):
    sent = await client.send_code_request(PHONE)
    try:
        await client.sign_in(PHONE, CODE, phone_code_hash=sent.phone_code_hash)
    except Exception as e:
        if type(e).__name__ != "PhoneNumberUnoccupiedError":
            raise
        # sign_up is a relic in this library; the method itself is there.
        made = await client(
            functions.auth.SignUpRequest(PHONE, sent.phone_code_hash, "Interop", "")
        )
        await client._on_login(made.user)
    me = await client.get_me()
    require(me is not None and me.phone == PHONE.lstrip("+"), f"signed in as {me}")
    return me


async def sign_in_as_bot(client):
    me = await client.sign_in(bot_token=BOT_TOKEN)
    require(me.bot, f"signed in as {me}")
    return me


async def send(client, to, text):
    sent = await client.send_message(to, text)
    require(sent.id > 0 and sent.message == text, f"sent {sent}")


async def large(client):
    users = await client(functions.users.GetUsersRequest([types.InputUserSelf()] * MANY))
    require(len(users) == MANY, f"{len(users)} users of {MANY}")


async def wrong_salt(client):
    client._sender._state.salt = WRONG_SALT
    await client(functions.help.GetNearestDcRequest())
    require(client._sender._state.salt != WRONG_SALT, "the wrong salt is still in use")


async def main():
    user, bot = new_client(new_session()), new_client(new_session())
    heard_by_bot, heard_by_user = asyncio.Queue(), asyncio.Queue()

    async def bot_hears(event):
        heard_by_bot.put_nowait(event.message.message)

    async def user_hears(event):
        heard_by_user.put_nowait(event.message.message)

    bot.add_event_handler(bot_hears, events.NewMessage(incoming=True))
    user.add_event_handler(user_hears, events.NewMessage(incoming=True))
    again = None
    try:
        await take("key-exchange", user.connect())
        config = await take("config", user(functions.help.GetConfigRequest()))
        require(config.this_dc == DC, f"this_dc is {config.this_dc}")
        await bot.connect()
        bot_me = await take("bot-sign-in", sign_in_as_bot(bot))
        me = await take("user-sign-in", sign_in_by_phone(user))
        to_bot = types.InputPeerUser(bot_me.id, bot_me.access_hash)
        await take("message-sent", send(user, to_bot, "to the bot"))

        async def received():
            require(await heard_by_bot.get() == "to the bot", "the bot heard another text")
            await send(bot, types.InputPeerUser(me.id, me.access_hash), "from the bot")
            require(await heard_by_user.get() == "from the bot", "the user heard another text")

        await take("message-received", received())
        await take("large-answer", large(user))
        await take("bad-server-salt", wrong_salt(user))
        key = user.session.auth_key
        await user.disconnect()
        again = new_client(user.session)

        async def reconnect():
            await again.connect()
            require(again.session.auth_key == key, "another key")
            same = await again.get_me()
            require(same is not None and same.id == me.id, f"signed in as {same}")

        await take("reconnect", reconnect())
        say("temporary-key", "not-offered")
    finally:
        for each in (user, bot, again):
            if each is not None:
                await each.disconnect()


try:
    asyncio.run(asyncio.wait_for(main(), 140))
except Failed:
    sys.exit(1)
