@main enum Strom { static func main() {} }
