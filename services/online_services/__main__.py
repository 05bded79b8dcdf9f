"""python -m online_services api | relay | consume | migrate | verify | rebuild | deadletters | all"""

from common.processes import run
from online_services.app import service

run(service)
