// SPDX-FileCopyrightText: 2026 The Nia developers
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"

#include <format>
#include <map>

namespace nia::cli {

namespace {

/// The words that may follow: commands, commands of commands, and the options of each.
struct Word {
    std::string command; ///< "import", "bundle create"
    std::string what;
    std::vector<std::string> options;
};

void gather(const CLI::App &app, const std::string &before, std::vector<Word> &words)
{
    for (const CLI::App *sub : app.get_subcommands([](const CLI::App *) { return true; })) {
        Word word{before.empty() ? sub->get_name() : before + " " + sub->get_name(), sub->get_description(), {}};
        for (const CLI::Option *option : sub->get_options()) {
            for (const std::string &name : option->get_lnames())
                word.options.push_back("--" + name);
        }
        words.push_back(word);
        gather(*sub, word.command, words);
    }
}

std::string joined(const std::vector<std::string> &parts, const char *between)
{
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : between) + part;
    return out;
}

/// The words after a prefix ("" or "bundle").
std::vector<std::string> following(const std::vector<Word> &words, const std::string &prefix)
{
    std::vector<std::string> out;
    for (const Word &word : words) {
        const std::size_t blank = word.command.rfind(' ');
        const std::string parent = blank == std::string::npos ? std::string() : word.command.substr(0, blank);
        if (parent == prefix)
            out.push_back(word.command.substr(blank == std::string::npos ? 0 : blank + 1));
    }
    return out;
}

std::string bash(const std::vector<Word> &words, bool zsh)
{
    std::string cases;
    for (const Word &word : words) {
        const auto more = following(words, word.command);
        cases += std::format("        \"{}\") words=\"{}\" ;;\n", word.command,
                             joined(more.empty() ? word.options : more, " "));
    }
    return std::string(zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "")
           + "_nia() {\n"
             "    local cur=${COMP_WORDS[COMP_CWORD]} one=${COMP_WORDS[1]} two=${COMP_WORDS[2]} words=\n"
             "    if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W \""
           + joined(following(words, ""), " ")
           + "\" -- \"$cur\")); return; fi\n"
             "    case \"$one $two\" in bundle\\ create|bundle\\ merge|schema\\ *|model\\ *) one=\"$one $two\" ;; "
             "esac\n"
             "    case \"$one\" in\n"
           + cases
           + "    esac\n"
             "    case \"$cur\" in\n"
             "        -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
             "        *) COMPREPLY=($(compgen -f -- \"$cur\")); [ \"$COMP_CWORD\" = 2 ] && COMPREPLY+=($(compgen -W "
             "\"${words##--*}\" -- \"$cur\")) ;;\n"
             "    esac\n"
             "}\n"
             "complete -o filenames -F _nia nia\n";
}

std::string quoted(std::string text)
{
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '\\');
    return "'" + text + "'";
}

std::string fish(const std::vector<Word> &words)
{
    std::string out;
    for (const Word &word : words) {
        if (word.command.find(' ') != std::string::npos)
            continue;
        out += std::format("complete -c nia -n __fish_use_subcommand -a {} -d {}\n", word.command, quoted(word.what));
        for (const std::string &option : word.options)
            out += std::format("complete -c nia -n '__fish_seen_subcommand_from {}' -l {}\n", word.command,
                               option.substr(2));
    }
    return out;
}

std::string powershell(const std::vector<Word> &words)
{
    std::string table;
    for (const Word &word : words)
        table += std::format("    '{}' = '{}'\n", word.command, joined(word.options, " "));
    return "$niaWords = @{\n" + table
           + "}\n"
             "Register-ArgumentCompleter -Native -CommandName nia -ScriptBlock {\n"
             "    param($word, $ast, $place)\n"
             "    $parts = @($ast.CommandElements | ForEach-Object { $_.ToString() })\n"
             "    if ($parts.Count -le 2 -and -not $word.StartsWith('-')) { $all = $niaWords.Keys | Where-Object { $_ "
             "-notmatch ' ' } }\n"
             "    else { $all = $niaWords[$parts[1]] -split ' ' }\n"
             "    $all | Where-Object { $_ -like \"$word*\" } | ForEach-Object { "
             "[System.Management.Automation.CompletionResult]::new($_) }\n"
             "}\n";
}

} // namespace

void addCompletion(CLI::App &app, Context &context)
{
    auto shell = std::make_shared<std::string>();
    CLI::App *command = app.add_subcommand("completion", "Print the completion script of a shell");
    command->footer("Example:\n  nia completion bash > ~/.local/share/bash-completion/completions/nia");
    command->add_option("SHELL", *shell, "bash, zsh, fish or powershell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish", "powershell"}))
        ->type_name("");
    command->callback([&app, &context, shell] {
        std::vector<Word> words;
        gather(app, {}, words);
        context.streams.out << (*shell == "fish"         ? fish(words)
                                : *shell == "powershell" ? powershell(words)
                                                         : bash(words, *shell == "zsh"));
    });
}

} // namespace nia::cli
