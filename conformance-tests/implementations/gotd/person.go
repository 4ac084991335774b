package main

import (
	"context"

	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/tg"
)

// person is somebody with a phone who signs up when there is no account yet.
type person struct {
	auth.UserAuthenticator
}

func newPerson(phone, code string) person {
	typed := auth.CodeAuthenticatorFunc(func(context.Context, *tg.AuthSentCode) (string, error) {
		return code, nil
	})
	return person{auth.Constant(phone, "", typed)}
}

func (person) SignUp(context.Context) (auth.UserInfo, error) {
	return auth.UserInfo{FirstName: "Interop"}, nil
}

func (person) AcceptTermsOfService(context.Context, tg.HelpTermsOfService) error {
	return nil
}
