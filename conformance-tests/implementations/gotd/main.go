// The client gotd/td as an implementation under test: environment in, lines of JSON out.
// The contract stands in conformance-tests/README.md.
package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gotd/log/logslog"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/session"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/transport"
)

const (
	unsupported = 127
	stepTime    = 45 * time.Second
	wrongSalt   = 0x0123456789abcdef
	many        = 150
	apiID       = 1
	apiHash     = "0123456789abcdef0123456789abcdef"
)

var protocols = map[string]dcs.Protocol{
	"abridged":     transport.Abridged,
	"intermediate": transport.Intermediate,
	"padded":       transport.PaddedIntermediate,
	"full":         transport.Full,
}

// place is where the server is, as the environment says.
type place struct {
	host, transport, secret string
	port, dc                int
	keys                    []telegram.PublicKey
}

func main() {
	if os.Getenv("MTLAB_CASE") != "interop" {
		os.Exit(unsupported)
	}
	at, err := placeOf()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if _, err := at.resolver(); errors.Is(err, errUnsupported) {
		os.Exit(unsupported)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 140*time.Second)
	defer cancel()
	if run(ctx, at) != nil {
		os.Exit(1)
	}
}

func placeOf() (place, error) {
	port, err := strconv.Atoi(os.Getenv("MTLAB_PORT"))
	if err != nil {
		return place{}, err
	}
	dc, err := strconv.Atoi(os.Getenv("MTLAB_DC"))
	if err != nil {
		return place{}, err
	}
	pem, err := os.ReadFile(os.Getenv("MTLAB_RSA_KEY"))
	if err != nil {
		return place{}, err
	}
	keys, err := crypto.ParseRSAPublicKeys(pem)
	if err != nil {
		return place{}, err
	}
	at := place{
		host: os.Getenv("MTLAB_HOST"), port: port, dc: dc,
		transport: os.Getenv("MTLAB_TRANSPORT"), secret: os.Getenv("MTLAB_SECRET"),
	}
	for _, key := range keys {
		at.keys = append(at.keys, telegram.PublicKey{RSA: key})
	}
	return at, nil
}

var errUnsupported = errors.New("a transport that this client does not offer")

func (at place) resolver() (dcs.Resolver, error) {
	address := at.host + ":" + strconv.Itoa(at.port)
	name, obfuscated := strings.CutPrefix(at.transport, "obfuscated-")
	protocol, plain := protocols[name]
	switch {
	// Obfuscated full sends a wrong tag, so it is not offered.
	case plain && !(obfuscated && name == "full"):
		return dcs.Plain(dcs.PlainOptions{Protocol: protocol, Obfuscated: obfuscated}), nil
	case at.transport == "mtproxy", at.transport == "mtproxy-dd", at.transport == "fake-tls":
		secret, err := hex.DecodeString(at.secret)
		if err != nil {
			return nil, err
		}
		return dcs.MTProxy(address, secret, dcs.MTProxyOptions{})
	case at.transport == "websocket":
		return dcs.Websocket(dcs.WebsocketOptions{}), nil
	case at.transport == "http":
		return dcs.HTTP(dcs.HTTPOptions{Port: at.port}), nil
	}
	return nil, errUnsupported
}

// client makes a client on this storage; temporary says whether it uses temporary keys.
func (at place) client(storage session.Storage, hears telegram.UpdateHandler, temporary bool) (*telegram.Client, error) {
	resolver, err := at.resolver()
	if err != nil {
		return nil, err
	}
	return telegram.NewClient(apiID, apiHash, telegram.Options{
		PublicKeys: at.keys,
		DC:         at.dc,
		DCList: dcs.List{
			Options: []tg.DCOption{{ID: at.dc, IPAddress: at.host, Port: at.port}},
			Domains: map[int]string{at.dc: fmt.Sprintf("ws://%s:%d/apiws", at.host, at.port)},
		},
		Resolver:       resolver,
		SessionStorage: storage,
		UpdateHandler:  hears,
		EnablePFS:      temporary,
		Logger:         logslog.New(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level()}))),
	}), nil
}

// level is how much the client says on its error output.
func level() slog.Level {
	if os.Getenv("MTLAB_LOG") == "debug" {
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

func say(line map[string]any) {
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

// take does one step and says how it went.
func take(ctx context.Context, step string, work func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	began := time.Now()
	if err := work(ctx); err != nil {
		say(map[string]any{"step": step, "outcome": "failed", "reason": err.Error()})
		return err
	}
	say(map[string]any{"step": step, "outcome": "passed", "ms": time.Since(began).Milliseconds()})
	return nil
}

// running is a client that stands until it is stopped.
type running struct {
	*telegram.Client
	heard chan string
	stop  context.CancelFunc
	ended chan error
}

func (at place) start(ctx context.Context, storage session.Storage, temporary bool) (*running, error) {
	heard := make(chan string, 10)
	dispatcher := tg.NewUpdateDispatcher()
	dispatcher.OnNewMessage(func(_ context.Context, _ tg.Entities, update *tg.UpdateNewMessage) error {
		if message, ok := update.Message.(*tg.Message); ok && !message.Out {
			heard <- message.Message
		}
		return nil
	})
	client, err := at.client(storage, dispatcher, temporary)
	if err != nil {
		return nil, err
	}
	all, stop := context.WithCancel(ctx)
	one := &running{Client: client, heard: heard, stop: stop, ended: make(chan error, 1)}
	ready := make(chan struct{})
	go func() {
		one.ended <- client.Run(all, func(ctx context.Context) error {
			close(ready)
			<-ctx.Done()
			return nil
		})
	}()
	select {
	case <-ready:
		return one, nil
	case err := <-one.ended:
		stop()
		return nil, err
	case <-ctx.Done():
		stop()
		return nil, ctx.Err()
	}
}

func (r *running) close() {
	if r != nil {
		r.stop()
		<-r.ended
	}
}

func (r *running) hears(ctx context.Context, text string) error {
	select {
	case heard := <-r.heard:
		if heard != text {
			return fmt.Errorf("heard %q", heard)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *running) send(ctx context.Context, to *tg.User, text string, random int64) error {
	_, err := r.API().MessagesSendMessage(ctx, &tg.MessagesSendMessageRequest{
		Peer: &tg.InputPeerUser{UserID: to.ID, AccessHash: to.AccessHash}, Message: text, RandomID: random,
	})
	return err
}

func stored(storage session.Storage) (*session.Data, error) {
	loader := session.Loader{Storage: storage}
	return loader.Load(context.Background())
}

func signInByPhone(ctx context.Context, user *running) error {
	phone := os.Getenv("MTLAB_PHONE")
	flow := auth.NewFlow(newPerson(phone, os.Getenv("MTLAB_CODE")), auth.SendCodeOptions{})
	return flow.Run(ctx, user.Auth())
}

func run(ctx context.Context, at place) error {
	var user, bot *running
	var botSelf, self *tg.User
	defer func() { bot.close() }()
	storage := &session.StorageMemory{}
	// A client's life is longer than the step that starts it.
	if err := take(ctx, "key-exchange", func(step context.Context) (err error) {
		user, err = at.startWithin(ctx, step, storage, false)
		return err
	}); err != nil {
		return err
	}
	closed := false
	defer func() {
		if !closed {
			user.close()
		}
	}()
	steps := []struct {
		name string
		work func(ctx context.Context) error
	}{
		{"config", func(step context.Context) error {
			config, err := user.API().HelpGetConfig(step)
			if err == nil && config.ThisDC != at.dc {
				err = fmt.Errorf("this_dc is %d", config.ThisDC)
			}
			return err
		}},
		{"bot-sign-in", func(step context.Context) (err error) {
			if bot, err = at.startWithin(ctx, step, &session.StorageMemory{}, false); err != nil {
				return err
			}
			if _, err = bot.Auth().Bot(step, os.Getenv("MTLAB_BOT_TOKEN")); err != nil {
				return err
			}
			botSelf, err = bot.Self(step)
			return err
		}},
		{"user-sign-in", func(step context.Context) (err error) {
			if err = signInByPhone(step, user); err != nil {
				return err
			}
			self, err = user.Self(step)
			return err
		}},
		{"message-sent", func(step context.Context) error { return user.send(step, botSelf, "to the bot", 1) }},
		{"message-received", func(step context.Context) error {
			if err := bot.hears(step, "to the bot"); err != nil {
				return err
			}
			if err := bot.send(step, self, "from the bot", 2); err != nil {
				return err
			}
			return user.hears(step, "from the bot")
		}},
		{"large-answer", func(step context.Context) error {
			ids := make([]tg.InputUserClass, many)
			for i := range ids {
				ids[i] = &tg.InputUserSelf{}
			}
			users, err := user.API().UsersGetUsers(step, ids)
			if err == nil && len(users) != many {
				err = fmt.Errorf("%d users of %d", len(users), many)
			}
			return err
		}},
		{"reconnect", func(step context.Context) error {
			user.close()
			closed = true
			return at.again(ctx, step, storage, self.ID)
		}},
		{"bad-server-salt", func(step context.Context) error {
			data, err := stored(storage)
			if err != nil {
				return err
			}
			data.Salt = wrongSalt
			loader := session.Loader{Storage: storage}
			if err := loader.Save(step, data); err != nil {
				return err
			}
			if err := at.again(ctx, step, storage, self.ID); err != nil {
				return err
			}
			if data, err = stored(storage); err == nil && data.Salt == wrongSalt {
				err = errors.New("the wrong salt is still in use")
			}
			return err
		}},
		{"temporary-key", func(step context.Context) error {
			own := &session.StorageMemory{}
			client, err := at.startWithin(ctx, step, own, true)
			if err != nil {
				return err
			}
			defer client.close()
			if _, err := client.Auth().Bot(step, os.Getenv("MTLAB_BOT_TOKEN")); err != nil {
				return err
			}
			again, err := client.Self(step)
			if err == nil && again.ID != botSelf.ID {
				err = fmt.Errorf("signed in as %d", again.ID)
			}
			return err
		}},
	}
	for _, step := range steps {
		if err := take(ctx, step.name, step.work); err != nil {
			return err
		}
	}
	return nil
}

// startWithin starts a client that lives in ctx and has to stand within step.
func (at place) startWithin(ctx, step context.Context, storage session.Storage, temporary bool) (*running, error) {
	type result struct {
		client *running
		err    error
	}
	life, cancel := context.WithCancel(ctx)
	done := make(chan result, 1)
	go func() {
		client, err := at.start(life, storage, temporary)
		done <- result{client, err}
	}()
	select {
	case r := <-done:
		if r.err != nil {
			cancel()
			return nil, r.err
		}
		stop := r.client.stop
		r.client.stop = func() { stop(); cancel() }
		return r.client, nil
	case <-step.Done():
		cancel()
		return nil, step.Err()
	}
}

// again connects with the key of an earlier client, and leaves.
func (at place) again(ctx, step context.Context, storage session.Storage, id int64) error {
	before, err := stored(storage)
	if err != nil {
		return err
	}
	client, err := at.startWithin(ctx, step, storage, false)
	if err != nil {
		return err
	}
	defer client.close()
	self, err := client.Self(step)
	if err != nil {
		return err
	}
	if self.ID != id {
		return fmt.Errorf("signed in as %d", self.ID)
	}
	after, err := stored(storage)
	if err == nil && !bytes.Equal(before.AuthKeyID, after.AuthKeyID) {
		err = errors.New("another key")
	}
	return err
}
