"""Every command of the support guide, with the real aws CLI.
host: --set FeedbackDelay=0.05 --set RetryDelay=1 --set VisibilityTimeout=3 --set AdminEmail=admin@example.com
"""
import datetime
import json
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "python")]
import mail  # noqa: E402
import shell  # noqa: E402
import situation  # noqa: E402
from checks import STACK, check, main  # noqa: E402
from commands import COMMANDS, REFUSED  # noqa: E402


def filled(command):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    for name, value in {
            "{STACK}": STACK, "{BUCKET}": mail.BUCKET, "{TODAY}": str(today), "{TOMORROW}": str(today + datetime.timedelta(days=1))}.items():
        command = command.replace(name, value)
    while "{URL:" in command:
        name = command.split("{URL:")[1].split("}")[0]
        command = command.replace("{URL:%s}" % name, mail.sqs.get_queue_url(QueueName=f"{STACK}-{name}")["QueueUrl"])
    return command


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def try_command(row):
    question, command, holds = row
    result = shell.run(filled(command))
    answer = parsed(result.stdout)
    if result.returncode != 0:
        return question, False, f"{command}: exit code {result.returncode}: {result.stderr.strip()}"
    try:
        return question, holds(answer), f"{command}: {result.stdout[:1500]}"
    except (AttributeError, IndexError, KeyError, StopIteration, TypeError) as exception:
        return question, False, f"{command}: {type(exception).__name__}: {exception}: {result.stdout[:1500]}"


def commands():
    # One after the other: some change what the next ones read.
    for question, holds, detail in map(try_command, COMMANDS):
        check(f"guide: {question}", holds, detail)


def refusals():
    def attempt(row):
        question, command, code, words = row
        return question, code, words, shell.run(filled(command))
    with ThreadPoolExecutor(2) as pool:
        for question, code, words, result in pool.map(attempt, REFUSED):
            check(f"guide: {question} is refused", result.returncode == 254 and code in result.stderr and words in result.stderr,
                  f"exit code {result.returncode}: {result.stderr.strip()}")


main(situation.make, commands, refusals)
