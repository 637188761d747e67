function (doc, before, user, security) {
}
