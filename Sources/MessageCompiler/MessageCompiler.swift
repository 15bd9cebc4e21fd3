@main enum MessageCompiler { static func main() {} }
