// The walk with the Go clients of openapi-generator: `walk INPUT` prints what they received.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	onlineservices "congbo.example/clients/online_services"
	populationlookup "congbo.example/clients/population_lookup"
	"congbo.example/clients/procedures"
	"golang.org/x/oauth2"
)

type input struct {
	Urls           map[string]string
	Tokens         map[string]string
	Agency         string
	Key            string
	UnknownCode    string                             `json:"unknown_code"`
	SignedFile     string                             `json:"signed_file"`
	Decision       procedures.DecisionInput           `json:"decision"`
	OnlineServices onlineservices.OnlineServicesInput `json:"online_services"`
	Lookup         populationlookup.LookupInput       `json:"lookup"`
}

type seen struct {
	ListedBefore []string `json:"listed_before"`
	SameDraft    bool     `json:"same_draft"`
	Status       string   `json:"status"`
	Listed       []string `json:"listed"`
	Registered   []string `json:"registered"`
	Found        string   `json:"found"`
	Problem      string   `json:"problem"`
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		var refused interface{ Body() []byte }
		if errors.As(err, &refused) {
			fmt.Fprintln(os.Stderr, string(refused.Body()))
		}
		os.Exit(1)
	}
}

func result[T any](value T, _ *http.Response, err error) T {
	check(err)
	return value
}

func (given input) as(key any, role string) context.Context {
	token := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: given.Tokens[role]})
	return context.WithValue(context.Background(), key, token)
}

func codes(page *procedures.ProcedurePage) []string {
	listed := []string{}
	for _, each := range page.Items {
		listed = append(listed, each.Code)
	}
	return listed
}

func problemOf(err error) string {
	var refused procedures.GenericOpenAPIError
	if pointer := new(procedures.GenericOpenAPIError); errors.As(err, &pointer) {
		refused = *pointer
	} else if !errors.As(err, &refused) {
		return "none"
	}
	problem, _ := refused.Model().(procedures.GetProcedureProblem)
	return problem.Type
}

func main() {
	var given input
	text, err := os.ReadFile(os.Args[1])
	check(err)
	check(json.Unmarshal(text, &given))

	settings := procedures.NewConfiguration()
	settings.Servers[0].URL = given.Urls["procedures"]
	client := procedures.NewAPIClient(settings)
	as := func(role string) context.Context { return given.as(procedures.ContextOAuth2, role) }
	decisions, catalogue := client.DecisionsAPI, client.ProceduresAPI

	before := result(catalogue.ListProcedures(as("reader")).Agency(given.Agency).Execute())
	write := decisions.DraftDecision(as("drafter")).DecisionInput(given.Decision).IdempotencyKey(given.Key)
	draft := result(write.Execute())
	repeated := result(write.Execute())
	result(decisions.SubmitDecision(as("drafter"), draft.Id).Execute())
	result(decisions.ApproveDecision(as("controller"), draft.Id).Execute())
	file, err := os.Open(given.SignedFile)
	check(err)
	result(decisions.SignDecision(as("signer"), draft.Id).Body(file).Execute())
	published, response, err := decisions.PublishDecision(as("publisher"), draft.Id).Execute()
	check(err)
	position := response.Header.Get("Event-Position")

	ofRegistry := onlineservices.NewConfiguration()
	ofRegistry.Servers[0].URL = given.Urls["online_services"]
	registry := onlineservices.NewAPIClient(ofRegistry).OnlineServicesAPI
	clerk := given.as(onlineservices.ContextOAuth2, "clerk")
	services := registry.RegisterOnlineServices(clerk).OnlineServicesInput(given.OnlineServices)
	registered := result(services.EventPositionAtLeast(position).Execute())

	ofLookUps := populationlookup.NewConfiguration()
	ofLookUps.Servers[0].URL = given.Urls["population_lookup"]
	lookUps := populationlookup.NewAPIClient(ofLookUps).LookUpsAPI
	reader := given.as(populationlookup.ContextOAuth2, "reader")
	found := result(lookUps.LookUpCitizen(reader).LookupInput(given.Lookup).EventPositionAtLeast(position).Execute())
	citizen := found.GetCitizen()

	_, _, refused := catalogue.GetProcedure(as("reader"), given.UnknownCode).Execute()
	printed := seen{
		ListedBefore: codes(before),
		SameDraft:    repeated.Id == draft.Id,
		Status:       published.Status,
		Listed:       codes(result(catalogue.ListProcedures(as("reader")).Agency(given.Agency).Execute())),
		Found:        citizen.GetFullName(),
		Problem:      problemOf(refused),
	}
	for _, each := range registered.Services {
		printed.Registered = append(printed.Registered, each.ProcedureCode)
	}
	check(json.NewEncoder(os.Stdout).Encode(printed))
}
