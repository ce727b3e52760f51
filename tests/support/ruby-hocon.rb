# Reads JSON strings, one a line: HOCON texts. Answers each with {"value": …} or {"error": …}.
require 'json'
require 'hocon'
require 'hocon/config_factory'

STDIN.each_line do |line|
  begin
    root = Hocon::ConfigFactory.parse_string(JSON.parse(line)).resolve.root
    puts JSON.generate({ value: root.unwrapped })
  rescue Exception => error
    puts JSON.generate({ error: "#{error.class}: #{error.message}" })
  end
end
